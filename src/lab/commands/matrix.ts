import { chooseRecipes, readPages, readRecipes } from '../../content/index.ts';
import { type ServerName, servers } from '../../lesson/index.ts';
import { diagnose, prescription } from '../host/doctor.ts';
import { prepareDownloads } from '../host/downloads.ts';
import { runInWorld } from '../host/world.ts';
import { every, plan } from '../run/plan.ts';
import { guideOf } from '../tasks/recipes.ts';

/** `matrix`: exit status 0 when every answer is the expected one, or a sentence says why it is not. */
export async function matrixCommand(
  content: string,
  words: readonly string[],
  options: { readonly servers?: readonly ServerName[] },
): Promise<number> {
  const recipes = chooseRecipes(await readRecipes(content), words);
  const { pages } = await readPages(content);
  const chosen = (options.servers ?? servers).filter((server) => {
    const guide = pages.get(guideOf(server));
    if (guide && (options.servers || !guide.lesson.draft)) return true;
    const why = guide ? 'is a draft; name the server with --servers to try it' : 'does not exist';
    console.error(`SKIPPED ${server}: its guide, ${guideOf(server)}, ${why}. Its old results keep their old dates.`);
    return false;
  });
  if (chosen.length === 0) return 1;
  const lessons = every(plan(pages, chosen.map(guideOf))).map(({ page }) => page.lesson);
  const wrong = prescription(await diagnose(lessons.some(({ steps }) => steps.some(({ kind }) => kind === 'browser'))));
  if (wrong) {
    console.error(wrong);
    return 2;
  }
  return runInWorld({
    content,
    frozen: false,
    remakeImages: false,
    downloads: await prepareDownloads(lessons.flatMap(({ downloads }) => downloads)),
    task: { kind: 'matrix', recipes: recipes.map(({ file }) => file), servers: chosen },
  });
}
