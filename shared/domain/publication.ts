import type { Register } from './register.ts';

/** What stands around the list; owner and contact are settings, since they change. */
export interface PublicationSettings {
  /** "Organisations that hold the CapitalAHP Recognition Award". */
  readonly title: string;
  readonly owner: string;
  /** An e-mail address, or words. */
  readonly contact: string;
  /** "Sample, not a real list" then stands on every file. */
  readonly sample: boolean;
}

/** File name -> text, to be written as UTF-8 just as it is. */
export type PublishedFiles = Readonly<
  Record<'list.html' | 'list-fragment.html' | 'list.csv' | 'list.json', string>
>;

export type Publish = (register: Register, settings: PublicationSettings) => PublishedFiles;
