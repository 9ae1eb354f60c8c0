export type { AudioContent, AudioFormat, ClipContent, OtherContent } from './content';
export { FORMATS } from './content';
export { STORAGE_WORDS } from './damaged';
export { correctFileName, correctMimeType } from './correctFile';
export { recognizeClip } from './recognizeClip';
export { isCutShort } from './wav';
