import { defineConfig } from 'vitest/config';

const conditions = ['browser', 'module', 'development|production'];

export default defineConfig({ resolve: { conditions }, ssr: { resolve: { conditions } } });
