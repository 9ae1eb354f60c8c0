/** How often calls are checked where no event is certain to come. */
export const CHECK_AGAIN_MS = 30_000;

/** For how long, once all calls are over and what is waited for is still missing. */
export const CHECK_AGAIN_FOR_MS = 600_000;
