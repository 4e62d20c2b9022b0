"""A kernel's reply is read when it comes, whatever is sent meanwhile."""

from __future__ import annotations

import asyncio
import os
import tempfile
import time
from pathlib import Path

from coursewright.execute.kernels import ForkServer, KernelClient, connect


def test_a_reply_that_comes_while_a_widget_is_answered_is_not_lost() -> None:
    """The loop is busy while the reply comes, and then sends before it looks."""
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        asyncio.run(_replies(Path(folder)))


async def _replies(folder: Path) -> None:
    server = ForkServer(0)
    await server.start([], os.environ)
    kernel = await server.fork(folder, folder, {})
    client = await connect(kernel)
    asked = client.execute("1")
    reply = asyncio.create_task(_reply(client, asked))
    await asyncio.sleep(0)
    time.sleep(2)
    comm = client.session.msg("comm_msg", {"comm_id": "none", "data": {}})
    client.shell_channel.send(comm)
    try:
        await asyncio.wait_for(reply, 30)
    finally:
        client.stop_channels()
        kernel.kill()
        await server.stop()


async def _reply(client: KernelClient, asked: str) -> None:
    """Wait for the reply; a slow machine's late answers to `connect` come before it."""
    while True:
        message = await client.shell_channel.get_msg(timeout=None)
        if message["parent_header"]["msg_id"] == asked:
            return
