import { parseCsv } from 'hucre';
import { z } from 'zod';
import { dayInWords } from '../../shared/domain/dates.ts';
import { Day } from '../../shared/domain/ids.ts';
import { ask } from '../core/ask.ts';
import type { DeskPort } from '../core/desk-types.ts';
import { refuse } from '../core/refused.ts';
import { bytesOfExport } from './files.ts';
import type { ListForm } from './outcome.ts';

export interface ComparedList {
  readonly form: ListForm;
  readonly asOf: Day;
  /** "17 July 2026". */
  readonly day: string;
  /** How it differs, in sentences; empty when it is the same byte for byte. */
  readonly findings: readonly string[];
}

/** Compares a published list with what this desk's record gives for the day that the list says it is as of. */
export async function compareList(desk: DeskPort, file: string, bytes: Buffer): Promise<ComparedList> {
  const text = bytes.toString('utf8');
  const form = formOf(text);
  const asOf = form === undefined ? undefined : dayOf(form, text);
  if (form === undefined || asOf === undefined) {
    throw refuse(
      'file-unreadable',
      `${file} does not say of which day it is a list. Name a published list.json, list.html or list.csv.`,
      [{ kind: 'file', at: file }],
    );
  }
  const given = await bytesOfExport(
    desk,
    await ask(desk, 'list.export', { asOf, as: form, asPublished: true }),
  );
  const day = dayInWords(asOf);
  return {
    form,
    asOf,
    day,
    findings: given.equals(bytes) ? [] : [difference(file, text, given.toString('utf8'), day)],
  };
}

function formOf(text: string): ListForm | undefined {
  if (text.startsWith('<!doctype html>')) return 'page';
  if (text.startsWith('<h2>')) return 'fragment';
  if (text.startsWith('{')) return 'json';
  return text.startsWith('\uFEFFOrganisation,') || text.startsWith('Organisation,') ? 'csv' : undefined;
}

function dayOf(form: ListForm, text: string): Day | undefined {
  switch (form) {
    case 'page':
    case 'fragment':
      return read(/<p>As of <time datetime="([^"]*)">/.exec(text)?.[1]);
    case 'json':
      return dayInJson(text);
    case 'csv': {
      const [headings = [], first = []] = parseCsv(text);
      return read(first[headings.indexOf('As of')]);
    }
  }
}

function dayInJson(text: string): Day | undefined {
  try {
    return z.object({ asOf: Day }).safeParse(JSON.parse(text)).data?.asOf;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return undefined;
  }
}

const read = (words: unknown) => Day.safeParse(words).data;

/** The first line in which the two differ, as each has it. */
function difference(file: string, text: string, given: string, day: string): string {
  const [ours, theirs] = [given.split('\n'), text.split('\n')];
  const at = ours.findIndex((line, number) => line !== theirs[number]);
  const line = at === -1 ? ours.length : at;
  const shown = (words: string | undefined) =>
    words === undefined ? 'nothing' : `‘${words.trim().slice(0, 160)}’`;
  return `${file} is not what the record gives for ${day}: line ${line + 1} is ${shown(theirs[line])}, and the record gives ${shown(ours[line])}.`;
}
