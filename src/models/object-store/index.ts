/** The object store: photos and videos, put and fetched by presigned URLs. */
export { objectStore } from './component.ts';
