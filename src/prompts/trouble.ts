/** What is said on every platform alike when something goes wrong. */

/** When a message failed on our side. */
export const TURN_FAILED =
  'Something went wrong on my side with that message. Everything before it is kept. Please send it again.';
