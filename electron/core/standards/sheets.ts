/** The words of the standards workbook: what is written and what is looked for. */
export const SHEETS = {
  about: 'About',
  sections: 'Sections',
  standards: 'Standards',
  scale: 'Scale',
  transitions: 'Transitions',
  rule: 'Award rule',
} as const;

export const ABOUT = {
  id: 'Name in files',
  version: 'Version',
  title: 'Title',
  sample: 'Sample only',
  source: 'Source of the wording',
  previousSet: 'Standards before these',
} as const;

export const SECTION_HEADINGS = { number: 'Section', title: 'Title' } as const;
export const SCALE_HEADINGS = { value: 'Level', name: 'Name', descriptor: 'What it means' } as const;
export const TRANSITION_HEADINGS = { id: 'Name in files', name: 'Transition' } as const;

export const STANDARD_HEADINGS = {
  number: 'Number',
  wording: 'Wording',
  short: 'Short wording',
  mandatory: 'Mandatory',
  weight: 'Weight',
  byTransition: 'Asked by transition',
  lineage: 'Against the national standard',
  nationalWording: 'National wording',
  previousNumber: 'Number before',
  guidance: 'Guidance',
  /** With the level's number: "Level 2". */
  level: 'Level',
} as const;

export const LINEAGE_WORDS = {
  'as-national': 'As national',
  adjusted: 'Adjusted',
  removed: 'Removed',
  added: 'Added',
} as const;

export const OUTCOME_WORDS = {
  awarded: 'Awarded',
  'awarded-when-conditions-are-met': 'Awarded when conditions are met',
  'not-awarded': 'Not awarded',
} as const;

export const COUNTS_AS_WORDS = { lowest: 'Its lowest', mean: 'Its mean' } as const;

export const RULE = {
  mandatoryLevel: 'Mandatory standards need at least',
  overallThreshold: 'Overall percentage needed',
  sectionThreshold: 'Percentage needed in every section',
  transitionsCountAs: 'A standard asked by transition counts as',
  allPassed: 'When every requirement is passed',
  failedWithConditions: 'When only standards with conditions fail',
  failed: 'When a requirement fails',
  reasonBelow: 'Assessors give a reason below',
  reasonWhenDifferent: 'Assessors give a reason when they differ from the self-rating',
  validity: 'An award lasts',
  listedWithOpenConditions: 'Listed while conditions are open',
} as const;
