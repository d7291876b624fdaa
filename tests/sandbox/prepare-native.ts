/** Gets native Prosody for the tests that compare with it. Exits with 1, and says why, when it cannot. */
import { nativeProblem } from './native-packages.ts';

// Another version at Debian's is nothing that this computer lacks: the tests run, and fail with what to do.
const problem = await nativeProblem().catch(() => null);
if (problem !== null) {
  console.error(problem);
  process.exitCode = 1;
}
