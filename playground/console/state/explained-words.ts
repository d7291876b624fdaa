import { explainOutcome, firstElement } from '../../stanza/outcome.ts';

/** All that the explanation below an open row says, as one text. '' when there is nothing to explain. */
export function explainedWords(text: string, request: string | undefined): string {
  const element = firstElement(text);
  if (element === undefined) return '';
  const asked = request === undefined ? undefined : firstElement(request);
  const notes = explainOutcome(element, asked && { request: asked });
  return notes
    .flatMap(({ name, summary, specification, said, answered, errorType, why, whatToTry, general, oddity }) => [
      `${name} ${summary} ${specification?.number ?? ''}`,
      said,
      answered,
      errorType && `${errorType.name}: ${errorType.meaning}`,
      why,
      whatToTry,
      general && `${general.name}: ${general.summary} ${general.specification?.number ?? ''}`,
      oddity,
    ])
    .filter(Boolean)
    .join('\n');
}
