import { bootstrap } from './bootstrap/bootstrap.mjs';

await bootstrap('server/main.ts');
