"""How many queries a page takes, told to who asks in a header."""

from django.db import connection


def count_queries(get_response):
    """Answer `X-Count-Queries` with the number; do nothing for everybody else."""

    def middleware(request):
        if "X-Count-Queries" not in request.headers:
            return get_response(request)
        queries = []

        def count(execute, sql, *rest):
            queries.append(sql)
            return execute(sql, *rest)

        with connection.execute_wrapper(count):
            response = get_response(request)
        response.headers["X-Queries"] = str(len(queries))
        return response

    return middleware
