import { Collection, Header, ListBoxItem, ListBoxSection } from 'react-aria-components/ListBox';
import { KeyHint } from '../../ui/key-hint.js';
import list from '../../ui/list.module.css';
import type { PaletteSection } from './use-palette-entries.js';

/** The lines of the palette under their headings. */
export const PaletteSections = ({ sections }: { readonly sections: readonly PaletteSection[] }) =>
  sections.map(({ title, entries }) => (
    <ListBoxSection key={title} id={title} aria-label={title}>
      <Header className={list.section!}>{title}</Header>
      <Collection items={entries}>
        {({ id, text, icon: Icon, content, keys }) => (
          <ListBoxItem id={id} textValue={text} className={list.item!}>
            <Icon size={16} aria-hidden />
            {content ?? text}
            {keys && (
              <span className={list.note}>
                <KeyHint keys={keys} />
              </span>
            )}
          </ListBoxItem>
        )}
      </Collection>
    </ListBoxSection>
  ));
