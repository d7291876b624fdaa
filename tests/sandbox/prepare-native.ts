/** Gets native Prosody for the tests that compare with it. Exits with 1, and says why, when it cannot. */
import { nativeProblem } from './native-packages.ts';

const problem = await nativeProblem();
if (problem !== null) {
  console.error(problem);
  process.exitCode = 1;
}
