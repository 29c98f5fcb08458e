"""Where the settings say that the database is."""

from api.settings import Settings
from graph.address import Address


def address_in(settings: Settings) -> Address:
    """The address of the server that `NEO4J_URI` names, and the user to be there."""
    password = settings.neo4j_password.get_secret_value()
    return Address(settings.neo4j_uri or "", settings.neo4j_username, password, settings.neo4j_database)
