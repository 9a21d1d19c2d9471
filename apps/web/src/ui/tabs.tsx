import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components/Tabs';
import styles from './tabs.module.css';

interface Props {
  readonly label: string;
  readonly tabs: readonly {
    readonly id: string;
    readonly name: string;
    readonly count?: number | undefined;
    readonly content: ReactNode;
  }[];
  /** The open one, which stands in the address. */
  readonly value: string;
  readonly onChange: (id: string) => void;
}

export function Tabs({ label, tabs, value, onChange }: Props) {
  return (
    <AriaTabs selectedKey={value} onSelectionChange={(id) => onChange(String(id))}>
      <TabList aria-label={label} className={styles.list!}>
        {tabs.map(({ id, name, count }) => (
          <Tab key={id} id={id} className={styles.tab!}>
            {name}
            {count !== undefined && <span className={styles.count}>{count}</span>}
          </Tab>
        ))}
      </TabList>
      {tabs.map(({ id, content }) => (
        <TabPanel key={id} id={id} className={styles.panel!}>
          {content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
