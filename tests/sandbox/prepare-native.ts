/** Gets the native servers for the tests that compare with them. Exits with 1, and says why, when Prosody cannot be had. */
import { ejabberdProblem } from '../console/own/native-ejabberd.ts';
import { openfireProblem } from '../console/own/native-openfire.ts';
import { nativeProblem } from './native-packages.ts';

// Another version at Debian's is nothing that this computer lacks: the tests run, and fail with what to do.
const problem = await nativeProblem().catch(() => null);
// Few tests need the others, and those say by themselves why they are skipped.
for (const each of [problem, await ejabberdProblem(), await openfireProblem()]) if (each !== null) console.error(each);
if (problem !== null) process.exitCode = 1;
