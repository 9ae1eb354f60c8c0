export type { AudioContent, AudioFormat, ClipContent, OtherContent } from './content';
export { FORMATS } from './content';
export { correctFileName, correctMimeType } from './correctFile';
export { recognizeClip } from './recognizeClip';
export { recommendedSeconds } from './recommendedSeconds';
