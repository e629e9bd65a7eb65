"""What changes things: each verb is whole or not at all."""
