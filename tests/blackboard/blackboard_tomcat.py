"""Tomcat 9 on loopback, with one web application: what a Blackboard server runs Building Blocks on.

Debian's jars bring an embedded launcher with a `main` of its own, so there is nothing to compile.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

__all__ = ["deployed"]

JARS = Path("/usr/share/java")
INSTALL = "apt-get install --no-install-recommends libtomcat9-java default-jre-headless"
PATIENCE = 60  # seconds; how long it may take to stop
# Port 0 is any free one; the launcher's own default would listen on every address.
SERVER = """<?xml version="1.0"?>
<Server port="-1">
  <Service name="Catalina">
    <Connector port="0" address="127.0.0.1"/>
    <Engine name="Catalina" defaultHost="localhost">
      <Host name="localhost" appBase="webapps" autoDeploy="false"/>
    </Engine>
  </Service>
</Server>
"""
# What every server's own `conf/web.xml` has: the servlet that serves files.
WEB = """<?xml version="1.0"?>
<web-app xmlns="http://xmlns.jcp.org/xml/ns/javaee" version="4.0">
  <servlet>
    <servlet-name>default</servlet-name>
    <servlet-class>org.apache.catalina.servlets.DefaultServlet</servlet-class>
  </servlet>
  <servlet-mapping><servlet-name>default</servlet-name><url-pattern>/</url-pattern></servlet-mapping>
  <mime-mapping><extension>html</extension><mime-type>text/html</mime-type></mime-mapping>
  <mime-mapping><extension>css</extension><mime-type>text/css</mime-type></mime-mapping>
  <mime-mapping><extension>png</extension><mime-type>image/png</mime-type></mime-mapping>
</web-app>
"""
_LISTENS = re.compile(r'Starting ProtocolHandler \["http-nio-127\.0\.0\.1-auto-\d+-(\d+)"\]')


@contextmanager
def deployed(war: Path, path: str, base: Path) -> Iterator[str]:
    """Run a WAR at a context path and give its address. base: an empty folder for the server."""
    process = _started(war, path, base)
    try:
        yield f"http://127.0.0.1:{_port(process)}{path}"
    finally:
        process.terminate()
        process.communicate(timeout=PATIENCE)


def _started(war: Path, path: str, base: Path) -> subprocess.Popen[str]:
    java = shutil.which("java")
    if java is None or not (JARS / "tomcat9-catalina.jar").is_file():
        pytest.fail(f"Tomcat 9 is missing; install it: {INSTALL}")
    for folder in ("conf", "webapps", "temp"):
        (base / folder).mkdir(parents=True)
    (base / "conf/server.xml").write_text(SERVER, "utf-8")
    (base / "conf/web.xml").write_text(WEB, "utf-8")
    jars = ":".join(str(each) for each in sorted(JARS.glob("tomcat9-*.jar")) if _plain(each))
    properties = [f"-D{key}={base}" for key in ("catalina.base", "catalina.home")]
    command = [java, "-Xmx128m", *properties, f"-Djava.io.tmpdir={base / 'temp'}", "-cp", jars]
    launcher = ["org.apache.catalina.startup.Tomcat", "--no-jmx"]
    arguments = ["--path", path, "--war", str(war), "--await"]
    return subprocess.Popen(
        [*command, *launcher, *arguments],
        cwd=base,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def _plain(jar: Path) -> bool:
    """Return whether the jar is named without its version; each stands there twice."""
    return not re.search(r"-\d", jar.stem.removeprefix("tomcat9"))


def _port(process: subprocess.Popen[str]) -> int:
    """Return the port, once the log says that it listens."""
    assert process.stderr is not None
    told = []
    for line in process.stderr:
        told.append(line)
        if found := _LISTENS.search(line):
            return int(found[1])
    pytest.fail(f"Tomcat has ended:\n{''.join(told)}")
