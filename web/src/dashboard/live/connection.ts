import { HttpTransportType, HubConnectionBuilder, LogLevel } from '@microsoft/signalr';
import type { LiveEvent } from '../api/answers';
import { token } from '../api/token';
import type { Ending, LiveSource } from './feed';

/** The server keeps a connection warm every 15 s; one that is silent for longer than this is lost. */
const SILENCE = 20_000;

/** Events of a run over the WebSocket of the server. */
export class HubSource implements LiveSource {
  follow(run: string, after: string | null, take: (event: LiveEvent) => void, ended: (how: Ending) => void): () => void {
    const connection = new HubConnectionBuilder()
      .withUrl('/live', { skipNegotiation: true, transport: HttpTransportType.WebSockets, accessTokenFactory: () => token.read() })
      .configureLogging(LogLevel.None)
      .build();
    connection.serverTimeoutInMilliseconds = SILENCE;
    let open = true;
    const end = (how: Ending) => {
      if (!open) return;
      open = false;
      removeEventListener('offline', cut);
      void connection.stop();
      ended(how);
    };
    const cut = () => end({ lost: 'offline' });
    addEventListener('offline', cut);
    connection.onclose((fault) => end({ lost: fault?.message ?? 'closed' }));
    connection.start().then(
      () =>
        connection.stream<LiveEvent>('Follow', run, after).subscribe({
          next: (event) => open && take(event),
          complete: () => end('complete'),
          error: (fault: Error) => end({ lost: fault.message }),
        }),
      (fault: Error) => end({ lost: fault.message }),
    );
    return () => {
      open = false;
      removeEventListener('offline', cut);
      void connection.stop();
    };
  }
}
