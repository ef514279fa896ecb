import { bootstrap } from './bootstrap/bootstrap.mjs';

await bootstrap('scripts/check/main.ts');
