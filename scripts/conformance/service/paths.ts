/** Every address of the API ends with a slash. */
export const FILES = '/api/v1/files/';
export const URLS = '/api/v1/urls/';
export const SCANS = '/api/v1/scans/list/';
