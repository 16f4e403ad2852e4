/** What every platform says when something goes wrong. */

/** When a message failed on our side. */
export const TURN_FAILED =
  'Something went wrong on my side with that message. Your earlier answers are safe. Please send it again.';
