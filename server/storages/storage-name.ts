/** What a storage may be called. Short and plain, since callers send it in a form field and people read it in evidence. */
export const STORAGE_NAME = /^[A-Za-z0-9][\w.-]{0,99}$/;
