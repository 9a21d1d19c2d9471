import { useNavigate } from '@tanstack/react-router';
import { CornerDownLeft, Search } from 'lucide-react';
import { useState } from 'react';
import {
  Autocomplete,
  Dialog,
  Input,
  ListBox,
  ListBoxItem,
  Modal,
  ModalOverlay,
  SearchField,
} from 'react-aria-components';
import { useMe } from '../../lib/me.js';
import { matches } from '../../lib/pinyin.js';
import { t } from '../../messages/t.js';
import { KeyHint } from '../../ui/key-hint.js';
import dialog from '../../ui/dialog.module.css';
import list from '../../ui/list.module.css';
import styles from './command-palette.module.css';
import { useCommands, type Command } from './commands.js';
import { navigationFor } from './navigation.js';

/** Anything by name or pinyin initials: the pages, and what the open page adds. */
export function CommandPalette({ onClose }: { readonly onClose: () => void }) {
  const navigate = useNavigate();
  const { roles } = useMe();
  const [typed, setTyped] = useState('');
  const pages: Command[] = navigationFor(roles).map(({ to, title, icon, key }) => ({
    id: to,
    title,
    icon,
    keys: `G ${key}`,
    run: () => void navigate({ to }),
  }));
  const commands = [...useCommands(), ...pages].filter(({ title }) => matches(typed, title));
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
              <Input placeholder={t('shell.paletteHint')} className={styles.input!} />
            </SearchField>
            <ListBox
              aria-label={t('shell.palette')}
              items={commands}
              selectionMode="none"
              className={`${list.list} ${styles.results}`}
              onAction={(id) => {
                onClose();
                commands.find((command) => command.id === id)?.run();
              }}
              renderEmptyState={() => <p className={list.empty}>{t('ui.noMatch')}</p>}
            >
              {({ title, icon: Icon = CornerDownLeft, keys }) => (
                <ListBoxItem textValue={title} className={list.item!}>
                  <Icon size={16} aria-hidden />
                  {title}
                  {keys && (
                    <span className={list.note}>
                      <KeyHint keys={keys} />
                    </span>
                  )}
                </ListBoxItem>
              )}
            </ListBox>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
