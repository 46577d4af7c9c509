import { launch } from '../server/launch.js';
import { faultRoutes } from './fault-routes.js';

launch({
  command: 'npm run sandbox',
  defaultPort: 8787,
  app: ({ sandbox: { app, faults } }) => {
    if (process.env['JSI_SANDBOX_FAULTS'] === '1') app.route('/', faultRoutes(faults));
    return app;
  },
});
