/** Photos and videos on a phone: what the rest of the phone needs of them. */
export { isExpected, isTransferred, receiveMedia, stalled } from './arrivals.ts';
export { downloadMachine } from './download-machine.ts';
export { askForDownloadUrl, continueDownloads, sendGet } from './downloads.ts';
export { endTransfer, isThroughServer } from './transfers.ts';
export { uploadMachine } from './upload-machine.ts';
export { askForUploadUrls, attach, continueUploads, sendCompletion, sendPart } from './uploads.ts';
