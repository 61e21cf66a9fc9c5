import { copperhithe } from './copperhithe.ts';
import { eastmarch } from './eastmarch.ts';
import type { SampleOrganisation } from './fact.ts';
import { lanternfield } from './lanternfield.ts';
import { orchardVane } from './orchard-vane.ts';
import { riverbend } from './riverbend.ts';
import { thornmere } from './thornmere.ts';
import { tidewell } from './tidewell.ts';
import { wrenhollow } from './wrenhollow.ts';

export const sampleOrganisations: readonly SampleOrganisation[] = [
  riverbend,
  thornmere,
  lanternfield,
  eastmarch,
  tidewell,
  orchardVane,
  copperhithe,
  wrenhollow,
];
