import type { ApiRoute } from './api.js';
import { accountOf } from './request.js';

export function userRoutes(): ApiRoute[] {
  return [
    {
      method: 'GET',
      path: '/user',
      scope: 'read',
      handle(c) {
        const { user, team } = accountOf(c);
        return c.json({
          data: { ...user, plan: team.plan, credits: team.credits, team: { id: team.id, name: team.name } },
        });
      },
    },
  ];
}
