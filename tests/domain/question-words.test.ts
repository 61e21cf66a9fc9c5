import { expect, test } from 'vitest';
import { Day, Instant } from '../../shared/domain/ids.ts';
import {
  isTakenBack,
  mayChangeInWords,
  replyInWords,
  sinceInWords,
  stateInWord,
} from '../../shared/domain/question-words.ts';

const askedAt = Instant.parse('2026-04-20T09:00:00.000Z');
const since = Instant.parse('2026-04-28T23:30:00.000Z');
const answerBy = Day.parse('2026-05-12');

test.each([
  ['asked', '', 'Asked', '20 April 2026, not sent yet'],
  ['withdrawn', '', 'Taken back', '29 April 2026'],
  ['withdrawn', 'E1 says so.', 'Not sent', '29 April 2026: E1 says so.'],
  ['passed-on', '', 'Sent', '29 April 2026, answer due 12 May 2026'],
  ['answered', '', 'Answered', '29 April 2026'],
] as const)('a question that is %s, with the reason %j', (state, reason, word, words) => {
  const question = { askedAt, state, since, reason, answerBy };
  expect([stateInWord(question), sinceInWords(question)]).toEqual([word, words]);
  expect(isTakenBack(question)).toBe(word === 'Taken back');
});

test('a question that was sent without a day says none', () => {
  expect(sinceInWords({ askedAt, state: 'passed-on', since, reason: '' })).toBe('29 April 2026');
});

test('a reply says when it came, to which question, and whether that was late', () => {
  const reply = { receivedAt: Instant.parse('2026-05-12T09:00:00.000Z'), number: 3, late: false };
  expect(replyInWords(reply)).toBe('Received 12 May 2026, in reply to question 3');
  expect(replyInWords({ ...reply, late: true })).toMatch(/question 3, after the day it was due$/);
});

test('the standards say whether it may change a score', () => {
  expect(mayChangeInWords(true)).not.toBe(mayChangeInWords(false));
});
