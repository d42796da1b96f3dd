"""The `crosswalk` command. Each module in `commands/` is one command, imported only when it runs."""

from __future__ import annotations

import importlib
import io
import os
import pkgutil
import sys
from pathlib import Path

import click

from crosswalk.cli.options import store_option
from crosswalk.errors import CrosswalkError, did_you_mean, shown
from crosswalk.text import one_line, visible

_COMMANDS = Path(__file__).parent / "commands"
#: Characters of an error that are shown: enough for a sentence, a path and what was typed, each shortened before.
_LONGEST = 800


class Discovered(click.Group):
    """A group whose commands are the modules of `crosswalk.cli.commands`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return sorted(module.name.strip("_") for module in pkgutil.iter_modules([str(_COMMANDS)]))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return one command, or None when there is none of that name."""
        modules = {module.name.strip("_"): module.name for module in pkgutil.iter_modules([str(_COMMANDS)])}
        if cmd_name not in modules:
            return None
        command: click.Command = importlib.import_module(f"crosswalk.cli.commands.{modules[cmd_name]}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Suggest the command that was probably meant."""
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            hint = did_you_mean(args[0], self.list_commands(ctx))
            raise click.UsageError(f"There is no command “{shown(args[0])}”.{hint}")
        return super().resolve_command(ctx, args)


def _versions(ctx: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        from crosswalk.sources import data_version

        click.echo(f"crosswalk {version('ai-security-crosswalk')}, data of {data_version()}")
        ctx.exit()


@click.group(cls=Discovered, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.option(
    "--data",
    multiple=True,
    metavar="DIR",
    help="A folder laid out like the repository, joined to what ships. Repeatable.",
)
@click.option("--only-data", is_flag=True, default=None, help="Leave out the shipped documents and mapping sets.")
@store_option
@click.option(
    "--version", is_flag=True, expose_value=False, is_eager=True, callback=_versions, help="Show the versions and exit."
)
@click.pass_context
def group(ctx: click.Context, data: tuple[str, ...], only_data: bool | None, store: str | None) -> None:
    """Compare AI security standards: coverage, gaps and the evidence behind them.

    These options may also follow the command.
    """
    ctx.obj = {"data": data, "only_data": only_data, "store": store}


def main(args: list[str] | None = None) -> None:
    """Run the command line. Errors are printed as one sentence, with exit code 2."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy would start threads for linear algebra; we do none
    try:
        code = group.main(args, standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
    except click.exceptions.Abort:
        sys.exit(130)
    except click.ClickException as error:
        _show(error)
        sys.exit(error.exit_code)
    except CrosswalkError as error:
        _fail(str(error))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except (OSError, MemoryError) as error:
        _fail(f"The operating system reports an error: {str(error) or 'out of memory'}.")
    except Exception as error:
        if os.environ.get("CROSSWALK_DEBUG"):
            raise
        _fail(
            f"Unexpected error in Crosswalk: {type(error).__name__}: {error}. "
            "Set CROSSWALK_DEBUG=1 to see the details, and please report it."
        )


def _show(error: click.ClickException) -> None:
    """Print what click says of an error: how the command is used, and the message, which may repeat what was typed, at
    any length.
    """
    text = io.StringIO()
    error.show(text)
    usage, is_message, _ = text.getvalue().partition("Error: ")
    message = f"{is_message}{one_line(shown(error.format_message(), _LONGEST))}\n" if is_message else ""
    click.echo(f"{visible(usage)}{message}", nl=False, err=True)


def _fail(message: str) -> None:
    click.echo(f"Error: {shown(one_line(message), _LONGEST)}", err=True)
    sys.exit(2)
