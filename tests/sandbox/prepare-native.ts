/** Gets the native servers for the tests that compare with them. Exits with 1, and says why, when Prosody cannot be had. */
import { ejabberdProblem } from '../console/own/native-ejabberd.ts';
import { nativeProblem } from './native-packages.ts';

// Another version at Debian's is nothing that this computer lacks: the tests run, and fail with what to do.
const problem = await nativeProblem().catch(() => null);
// Few tests need ejabberd, and those say by themselves why they are skipped.
const alsoMissing = await ejabberdProblem();
for (const each of [problem, alsoMissing]) if (each !== null) console.error(each);
if (problem !== null) process.exitCode = 1;
