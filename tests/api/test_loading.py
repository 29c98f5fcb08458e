"""What a use of the database from the command line is given."""

from api.loading import READ_SECONDS, with_graph
from api.settings import Settings
from graph.client import Neo4jGraph
from tests.live.served import free_port


async def found(graph: Neo4jGraph) -> tuple[bool, float]:
    """Whether anybody is there, and for so long a read may take."""
    return graph.reachable, graph.deadline


def test_a_read_of_a_load_may_take_longer_than_an_answer() -> None:
    settings = Settings(neo4j_uri=f"bolt://127.0.0.1:{free_port()}", neo4j_password="-", mueang_deadline=0.5)  # noqa: S106

    assert with_graph(settings, found) == (False, READ_SECONDS)
