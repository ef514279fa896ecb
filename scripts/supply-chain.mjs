import { start } from './bootstrap/start.mjs';

start('scripts/supply-chain/main.ts');
