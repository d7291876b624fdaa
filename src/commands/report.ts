/** How every command ends when something fails: the sentence, not the stack, unless the mistake is ours. */
export async function orExplain(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const isOurs = error instanceof TypeError || error instanceof ReferenceError || error instanceof RangeError;
    console.error(`\n${error instanceof Error ? (isOurs ? error.stack : error.message) : String(error)}\n`);
    process.exitCode = 1;
  }
}
