import { openSigningKey } from "./clerk/index.ts";
import { openKeys } from "./keys.ts";
import { type Door, takePort } from "./listen.ts";
import { createSandbox, type Sandbox } from "./sandbox.ts";
import { worldInFolder } from "./world.ts";

interface StartWish {
  folder: string;
  stripePort: number;
  clerkPort: number;
  appUrl: string;
  apiUrl: string;
  events: string[];
}

/** Both stand-ins on ports of this machine, remembering what happens in a folder. */
export async function startSandbox(wish: StartWish): Promise<{ close(): Promise<void> }> {
  // Ports first: whoever lacks them leaves the folder to the sandbox that has it open.
  const doors = await takePorts([wish.stripePort, wish.clerkPort]);
  const [stripeDoor, clerkDoor] = doors;
  const sandbox = sandboxIn(wish);
  await sandbox.catchUp();
  stripeDoor?.open(sandbox.stripe);
  clerkDoor?.open(sandbox.clerk);
  const stopDelivering = sandbox.start();
  return {
    async close() {
      await Promise.all(doors.map((door) => door.close()));
      await stopDelivering();
    },
  };
}

async function takePorts(ports: number[]): Promise<Door[]> {
  const doors: Door[] = [];
  try {
    for (const port of ports) doors.push(await takePort(port));
    return doors;
  } catch (error) {
    await Promise.all(doors.map((door) => door.close()));
    throw error;
  }
}

function sandboxIn({ folder, stripePort, appUrl, apiUrl, events }: StartWish): Sandbox {
  return createSandbox({
    appUrl,
    apiUrl,
    events,
    fetch,
    stripeUrl: `http://localhost:${stripePort}`,
    world: worldInFolder(folder),
    keys: openKeys(folder),
    signingKey: openSigningKey(folder),
  });
}
