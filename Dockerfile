# The server. Both base images can be replaced, for places where another registry, or none, answers, and should be pinned for production
# by the digest that your registry shows (docker buildx imagetools inspect NAME): a tag may name another image tomorrow.
#   docker build -t facility-ledger --build-arg SDK_IMAGE=…/sdk:10.0@sha256:… --build-arg RUNTIME_IMAGE=…/aspnet:10.0@sha256:… .
# Where the SDK's image or the package feed is out of reach, publish outside and hand the folder in:
#   dotnet publish src/FacilityLedger -c Release -o publish
#   docker build -t facility-ledger --build-arg PUBLISHED=publish --build-arg SDK_IMAGE=ANY --build-arg RUNTIME_IMAGE=ANY_WITH_DOTNET .
ARG SDK_IMAGE=mcr.microsoft.com/dotnet/sdk:10.0
ARG RUNTIME_IMAGE=mcr.microsoft.com/dotnet/aspnet:10.0

FROM ${SDK_IMAGE} AS build
ARG PUBLISHED=
WORKDIR /source
COPY . .
RUN if [ -n "$PUBLISHED" ]; then mv "$PUBLISHED" /published; else dotnet publish src/FacilityLedger -c Release -o /published; fi && mkdir /ledger

FROM ${RUNTIME_IMAGE}
COPY --from=build /published /app
COPY --from=build --chown=1654:1654 /ledger /ledger
WORKDIR /app
ENV ASPNETCORE_ENVIRONMENT=Production \
    ASPNETCORE_URLS=http://+:8080 \
    Ledger__Home=/ledger \
    DOTNET_EnableDiagnostics=0
EXPOSE 8080
USER 1654
VOLUME /ledger
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s CMD ["dotnet", "FacilityLedger.dll", "health"]
ENTRYPOINT ["dotnet", "FacilityLedger.dll"]
