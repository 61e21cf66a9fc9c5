/**
 * Unpacks the Chromium that a package carries into the folder named by TMPDIR. Runs in a process of its own: the
 * package reads TMPDIR and AWS_EXECUTION_ENV (without which it leaves its own libraries out) and changes
 * LD_LIBRARY_PATH, and none of that should touch the process that tests.
 */
import chromium from '@sparticuz/chromium';

console.log(await chromium.executablePath());
