import { useNavigate } from '@tanstack/react-router';
import { Search } from 'lucide-react';
import { useState } from 'react';
import { Dialog, Modal, ModalOverlay } from 'react-aria-components/Modal';
import { Input, SearchField } from 'react-aria-components/SearchField';
import { Autocomplete } from 'react-aria-components/Autocomplete';
import { ListBox } from 'react-aria-components/ListBox';
import { rememberSearch } from '../../features/search/recent.js';
import { useSearch } from '../../features/search/staff/use-search.js';
import { t } from '../../messages/t.js';
import dialog from '../../ui/dialog.module.css';
import list from '../../ui/list.module.css';
import styles from './command-palette.module.css';
import { PaletteSections } from './palette-sections.js';
import { usePaletteEntries } from './use-palette-entries.js';

/** Anything: cases by number or words, units, pages and what the open page adds by name or pinyin initials. */
export function CommandPalette({ onClose }: { readonly onClose: () => void }) {
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const found = useSearch(typed);
  const sections = usePaletteEntries({ typed, found, search: setTyped, navigate });
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(open) => !open && onClose()}
      className={`${dialog.overlay} ${dialog.top}`}
    >
      <Modal className={`${dialog.modal} ${dialog.wide}`}>
        <Dialog aria-label={t('shell.palette')}>
          <Autocomplete inputValue={typed} onInputChange={setTyped}>
            <SearchField aria-label={t('shell.palette')} autoFocus className={styles.search!}>
              <Search size={18} aria-hidden />
              <Input placeholder={t('search.hint')} className={styles.input!} />
            </SearchField>
            <ListBox
              aria-label={t('shell.palette')}
              selectionMode="none"
              className={`${list.list} ${styles.results}`}
              onAction={(id) => {
                const entry = sections.flatMap(({ entries }) => entries).find((one) => one.id === id);
                if (!entry) return;
                if (entry.keepsOpen !== true) {
                  rememberSearch(found.words ?? '');
                  onClose();
                }
                entry.run();
              }}
              renderEmptyState={() => (
                <p className={list.empty}>
                  {t(
                    found.error ? 'search.failed' : found.isSearching ? 'search.searching' : 'search.nothing',
                  )}
                </p>
              )}
            >
              {PaletteSections({ sections })}
            </ListBox>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
