import type { ReactNode } from 'react';
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components';
import styles from './tabs.module.css';

interface TabsProps<Key extends string> {
  readonly label: string;
  readonly tabs: readonly { readonly key: Key; readonly words: ReactNode; readonly panel?: ReactNode }[];
  readonly selected?: Key;
  readonly onSelect?: (key: Key) => void;
  readonly children?: ReactNode;
}

/** One panel at a time. Without panels of their own the tabs steer `children`. */
export function Tabs<Key extends string>({ label, tabs, selected, onSelect, children }: TabsProps<Key>) {
  return (
    <AriaTabs
      className={styles.tabs ?? ''}
      {...(selected === undefined ? {} : { selectedKey: selected })}
      onSelectionChange={(key) => {
        const chosen = tabs.find((tab) => tab.key === key);
        if (chosen !== undefined) onSelect?.(chosen.key);
      }}
    >
      <TabList aria-label={label} className={styles.list ?? ''}>
        {tabs.map(({ key, words }) => (
          <Tab key={key} id={key} className={styles.tab ?? ''}>
            {words}
          </Tab>
        ))}
      </TabList>
      {tabs.map(({ key, panel }) => (
        <TabPanel key={key} id={key} className={styles.panel ?? ''}>
          {panel ?? children}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
