import type { MethodName } from '../../../shared/contract/table.ts';
import { calibrationService } from '../calibration/service.ts';
import { copiesService } from '../copies/service.ts';
import { decisionService } from '../decision/service.ts';
import { enteringService } from '../entering/service.ts';
import { evidenceService } from '../evidence/service.ts';
import { exchangeService } from '../exchange/service.ts';
import { intakeService } from '../intake/service.ts';
import { keysService } from '../keys/service.ts';
import { moderationService } from '../moderation/service.ts';
import { peopleService } from '../people/service.ts';
import { publicationService } from '../publication/service.ts';
import { questionsService } from '../questions/service.ts';
import { recordService } from '../record/service.ts';
import type { Handlers } from '../refused.ts';
import { roundService } from '../round/service.ts';
import { scoringService } from '../scoring/service.ts';
import { standardsService } from '../standards/service.ts';
import type { DeskContext } from './context.ts';
import { deskService, showDesk } from './service.ts';

/** Calls that the host answers, since they change which desk is open. */
export type HostMethod = 'desk.openSample' | 'desk.leaveSample';

/** Every handler by its method. The object below is checked to hold each method of the contract once. */
export function features(desk: DeskContext): ReadonlyMap<string, (input: unknown) => unknown> {
  const handlers: Handlers<Exclude<MethodName, HostMethod>> = {
    ...deskService(desk),
    ...roundService(desk),
    ...standardsService(desk),
    ...intakeService(desk),
    ...evidenceService(desk),
    ...peopleService(desk),
    ...keysService(desk, () => showDesk(desk)),
    ...scoringService(desk),
    ...copiesService(desk),
    ...questionsService(desk),
    ...enteringService(desk),
    ...moderationService(desk),
    ...calibrationService(desk),
    ...decisionService(desk),
    ...publicationService(desk),
    ...exchangeService(desk),
    ...recordService(desk),
  };
  // Each handler is called only with input that its own row's schema has just read: see `invoke`.
  return new Map(Object.entries(handlers) as [string, (input: unknown) => unknown][]);
}
