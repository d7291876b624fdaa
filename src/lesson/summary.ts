/** Evidence in one line of plain English. */
import { type Evidence, type GuideEvidence, isStale, type RecipeEvidence } from './evidence.ts';
import { answersOf, verdictOf } from './recipe-answers.ts';
import { displayName } from './servers.ts';
import type { Lesson } from './types.ts';
import { duration, longDate, sentence } from './words.ts';

/**
 * `never` run; `changed` since it ran; `failed`; `skipped` as a whole; `in-part`: passed, but steps were skipped; `passed`.
 * A recipe is `in-part` when some server has no result that passed.
 */
export type EvidenceState = 'never' | 'changed' | 'failed' | 'skipped' | 'in-part' | 'passed';

/** The states as lists have them. */
export const stateWords: Readonly<Record<EvidenceState, string>> = {
  passed: 'executed',
  'in-part': 'executed, with a step left out',
  failed: 'failed',
  changed: 'changed since it ran',
  never: 'never run',
  skipped: 'not run',
};

export const evidenceState = (lesson: Lesson, evidence: Evidence | undefined): EvidenceState => {
  if (evidence === undefined) return 'never';
  if (isStale(lesson, evidence)) return 'changed';
  if (evidence.kind === 'guide') return guideState(evidence);
  const rows = answersOf(lesson, evidence, []);
  const found = new Set(evidence.results.map((result) => verdictOf(lesson, result, rows)));
  if (found.has('failed')) return 'failed';
  if (!found.has('skipped')) return 'passed';
  return found.has('passed') ? 'in-part' : 'skipped';
};

const guideState = (evidence: GuideEvidence): EvidenceState =>
  evidence.status === 'passed' && evidence.steps.some(({ status }) => status === 'skipped')
    ? 'in-part'
    : evidence.status;

/**
 * One sentence for the top of the page: "Ran from start to finish on Debian 13 with Prosody 13.0.1 on 22 November 2026: 14 of
 * 14 steps, 41 s."
 */
export const summarise = (evidence: Evidence | undefined, lesson: Lesson): string => {
  if (evidence === undefined) return 'This page was never run.';
  const line = evidence.kind === 'guide' ? guideLine(evidence, lesson) : recipeLine(evidence, lesson);
  return isStale(lesson, evidence) ? `This page changed since it ran. Before that: ${line}` : line;
};

const guideLine = (evidence: GuideEvidence, lesson: Lesson): string => {
  const { steps } = evidence;
  const passed = steps.filter(({ status }) => status === 'passed').length;
  const where = `${place(evidence)} on ${longDate(evidence.date)}`;
  const counted = `${passed} of ${steps.length} ${steps.length === 1 ? 'step' : 'steps'}, ${duration(evidence.duration)}`;
  const standIns = evidence.downloads.filter(({ standIn }) => standIn !== undefined);
  const remark = standIns.map(({ url, standIn }) => ` For ${fileName(url)} stood in: ${sentence(standIn)}`).join('');
  const state = guideState(evidence);
  switch (state) {
    case 'failed': {
      const at = steps.find(({ status }) => status === 'failed');
      return `Failed ${where}${at ? ` at line ${at.line}, after ${passed} of ${steps.length} steps` : ''}: ${sentence(evidence.reason)}`;
    }
    case 'skipped':
      return `Not run on ${longDate(evidence.date)}: ${sentence(evidence.reason)}`;
    case 'in-part':
      return `Executed ${where}: ${counted}. ${leftOut(evidence, lesson)}${remark}`;
    default:
      return `Ran from start to finish ${where}: ${counted}.${remark}`;
  }
};

/** "One step left out, under “How to undo it”: the next pages need the certificate." */
const leftOut = ({ steps }: GuideEvidence, lesson: Lesson): string => {
  const skipped = steps.filter(({ status }) => status === 'skipped');
  const told = skipped.map(({ id, reason = 'no reason was written down' }) => {
    const heading = lesson.steps.find((step) => step.id === id)?.heading ?? '';
    return `${heading === '' ? '' : `under “${heading}”: `}${reason}`;
  });
  const counted = skipped.length === 1 ? 'One step left out' : `${skipped.length} steps left out`;
  const [first = ''] = told;
  return sentence(`${counted}${first.startsWith('under') ? ', ' : ': '}${told.join('; ')}`);
};

/**
 * One sentence about the run on the reader's path: "The reader's path, without the faults made on purpose, ran too: 12 of 12 steps
 * on 22 November 2026."
 * @param lesson of that run
 */
export const summariseReadersPath = (evidence: GuideEvidence | undefined, lesson: Lesson): string => {
  const path = "The reader's path, without the faults made on purpose,";
  const state = evidenceState(lesson, evidence);
  if (evidence === undefined) return `${path} has not run by itself yet.`;
  const passed = evidence.steps.filter(({ status }) => status === 'passed').length;
  const count = `${passed} of ${evidence.steps.length} ${evidence.steps.length === 1 ? 'step' : 'steps'}`;
  const when = longDate(evidence.date);
  switch (state) {
    case 'changed':
      return `${path} changed since it ran on ${when}.`;
    case 'failed':
      return `${path} failed on ${when}, after ${count}: ${sentence(evidence.reason)}`;
    case 'skipped':
      return `${path} was not run on ${when}: ${sentence(evidence.reason)}`;
    default:
      return `${path} ran too: ${count} on ${when}.`;
  }
};

/**
 * One sentence about a drill's run of a wrong fix: "“Restart Openfire”: done on 27 November 2026, and the check still failed."
 * @param lesson of that run
 */
export const summariseWrongFix = (evidence: GuideEvidence | undefined, lesson: Lesson): string => {
  const what = `“${lesson.tried ?? ''}”:`;
  if (evidence === undefined) return `${what} not tried by a run yet.`;
  const when = longDate(evidence.date);
  const state = evidenceState(lesson, evidence);
  switch (state) {
    case 'changed':
      return `${what} changed since it was tried on ${when}.`;
    case 'failed':
      return `${what} its run failed on ${when}: ${sentence(evidence.reason)}`;
    case 'skipped':
      return `${what} not tried on ${when}: ${sentence(evidence.reason)}`;
    default: {
      const checks = lesson.steps.filter(({ part }) => part === 'check').length;
      return `${what} done on ${when}, and the ${checks === 1 ? 'check' : 'checks'} still failed.`;
    }
  }
};

const recipeLine = (evidence: RecipeEvidence, lesson: Lesson): string => {
  const rows = answersOf(lesson, evidence, []);
  const results = evidence.results.map((result) => {
    const { server, version, date, reason, steps } = result;
    const name = `${displayName(server)} ${version}`;
    const passed = steps.filter((step) => step.status === 'passed').length;
    const missed = `${steps.length - passed} of ${steps.length} steps`;
    const verdict = verdictOf(lesson, result, rows);
    switch (verdict) {
      case 'skipped':
        return `not run on ${displayName(server)}: ${reason}`;
      case 'allowed':
        return `${name} answers ${missed} differently, as it may (${longDate(date)})`;
      case 'setting':
        return `${name} refuses ${missed} as its guide sets it up (${longDate(date)})`;
      case 'deviation':
        return `${name} answers ${missed} differently, and a deviation is named (${longDate(date)})`;
      case 'passed':
      case 'failed':
      case 'changed':
        return `${result.status} on ${name} on ${longDate(date)} (${passed} of ${steps.length} steps)`;
      default:
        return verdict satisfies never;
    }
  });
  const text = results.join('; ') || 'no server was asked yet';
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
};

/** `on Debian 13 with Prosody 13.0.1` */
const place = ({ machines, server }: GuideEvidence): string => {
  const systems = [...new Set(machines.map(({ system, version }) => `${system} ${version.split('.')[0]}`))];
  const on = systems.length === 0 ? '' : `on ${systems.join(' and ')}`;
  return server === undefined ? on : `${on} with ${server.name} ${server.version}`;
};

const fileName = (url: string): string => new URL(url).pathname.split('/').at(-1) || url;
