#!/bin/bash
# Whether the service of this image is healthy: exit code 0 when HEALTH_PATH on HEALTH_PORT answers 200. Bash alone, so that the image
# needs no program that fetches pages.
set -u
exec 3<>"/dev/tcp/127.0.0.1/$HEALTH_PORT" || exit 1
printf 'GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' "$HEALTH_PATH" >&3
read -r -t 2 _ status _ <&3 || exit 1
if [ "$status" != 200 ]; then
  echo "$HEALTH_PATH answered $status"
  exit 1
fi
