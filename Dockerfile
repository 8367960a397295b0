# syntax=docker/dockerfile:1
FROM python:3.13-slim AS build
WORKDIR /build
COPY requirements.lock pyproject.toml README.md LICENSE ./
RUN python -m venv /opt/policygraph \
    && /opt/policygraph/bin/pip install --no-cache-dir --require-hashes -r requirements.lock
COPY graph graph
COPY ingest ingest
COPY api api
COPY visualisations visualisations
COPY cypher cypher
RUN /opt/policygraph/bin/pip install --no-cache-dir --no-deps .

FROM python:3.13-slim
RUN useradd --uid 10000 --no-create-home --shell /usr/sbin/nologin policygraph
COPY --from=build /opt/policygraph /opt/policygraph
ENV PATH=/opt/policygraph/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
USER 10000
WORKDIR /tmp
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=6 \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/healthz', timeout=2)"]
ENTRYPOINT ["policygraph"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8000"]
