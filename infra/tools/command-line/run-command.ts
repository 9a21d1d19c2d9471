/**
 * Runs a command to its exit code. Prints an error as one sentence, with the usage after a wrong option (exit code 2).
 */
export async function runCommand(main: () => Promise<number>, usage?: string): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    const { code } = error as NodeJS.ErrnoException;
    if (usage !== undefined && code?.startsWith('ERR_PARSE_ARGS')) console.error(usage);
    process.exitCode = 2;
  }
}
