/** What is said to whoever starts the program. */

/** One message that names every fault. */
export function startFaults(faults: readonly string[]): string {
  return ['Foreword could not start:', ...faults.map((fault) => `- ${fault}`)].join('\n');
}
