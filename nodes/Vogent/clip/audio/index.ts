export type { AudioContent, ClipContent, OtherContent } from './recognizeClip';
export type { AudioFormat } from './formats';
export { defaultClipName, extensionOf, FORMATS, hasExtension, mimeTypeOf } from './formats';
export { STORAGE_WORDS } from './damaged';
export { correctFileName, correctMimeType } from './correctFile';
export { recognizeClip } from './recognizeClip';
export { isCutShort } from './wav';
