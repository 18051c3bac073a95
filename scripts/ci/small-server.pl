#!/usr/bin/perl
# A server that keeps nothing, of what every Debian has: the target of the test in a file system without anything else.
use strict;
use warnings;
use IO::Socket::INET;
use IO::Select;

my $listener = IO::Socket::INET->new(LocalAddr => '127.0.0.1', LocalPort => $ARGV[0], Listen => 128, ReuseAddr => 1) or die "$!";
my $open = IO::Select->new($listener);
while (my @ready = $open->can_read) {
    for my $socket (@ready) {
        if ($socket == $listener) {
            my $client = $listener->accept or next;
            $client->autoflush(1);
            $open->add($client);
        } elsif (sysread($socket, my $request, 65536)) {
            syswrite($socket, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok") for $request =~ /\r\n\r\n/g;
        } else {
            $open->remove($socket);
            close $socket;
        }
    }
}
