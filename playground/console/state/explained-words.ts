import { explainOutcome, firstElement } from '../../stanza/outcome.ts';
import { nearMissesIn } from '../../stanza/registry.ts';
import type { Note } from '../../stanza/types.ts';
import { kindNames, labels, whyLabel } from './note-words.ts';

/** All that the explanation below an open row says, as one text. '' when there is nothing to explain. */
export function explainedWords(text: string, request: string | undefined): string {
  const element = firstElement(text);
  if (element === undefined) return '';
  const asked = request === undefined ? undefined : firstElement(request);
  const notes = explainOutcome(element, asked && { request: asked });
  // A request that failed may have a name in it that is nearly right (Notes.svelte).
  const hasFailed = asked !== undefined && notes.some(({ kind }) => kind === 'stanza-error');
  return [...(hasFailed ? nearMissesIn(asked) : []), ...notes].map(wordsOf).join('\n');
}

/** As Note.svelte shows it. */
function wordsOf(note: Note): string {
  const { name, summary, specification, said, answered, errorType, why, whatToTry, general, oddity } = note;
  return [
    `${kindNames[note.kind]} ${name} ${summary} ${specification?.number ?? ''}`,
    said && `${labels.said} ${said}`,
    answered && `${labels.answered} ${answered}`,
    errorType && `${labels.errorType} ${errorType.name}: ${errorType.meaning}`,
    why && `${whyLabel(note)} ${why}`,
    whatToTry && `${labels.whatToTry} ${whatToTry}`,
    general && `${labels.general} ${general.name}: ${general.summary} ${general.specification?.number ?? ''}`,
    oddity && `${labels.oddity} ${oddity}`,
  ]
    .filter(Boolean)
    .join('\n');
}
