# The platform's proxy signs learners in; the server itself is reached by nobody else.
c = get_config()  # noqa: F821
c.ServerApp.ip = "0.0.0.0"
c.ServerApp.port = 8888
c.ServerApp.open_browser = False
c.ServerApp.root_dir = "/home/jovyan/work"
c.IdentityProvider.token = ""
c.ServerApp.allow_origin = "*"
c.ServerApp.trust_xheaders = True
c.FileContentsManager.delete_to_trash = False
