import type { ApiRoute, Services } from './api.js';
import { accountOf } from './request.js';

export function userRoutes(_services: Services): ApiRoute[] {
  return [
    {
      method: 'GET',
      path: '/user',
      scope: 'read',
      async handle(c) {
        const { user, team } = accountOf(c);
        return c.json({
          data: { ...user, plan: team.plan, credits: team.credits, team: { id: team.id, name: team.name } },
        });
      },
    },
  ];
}
