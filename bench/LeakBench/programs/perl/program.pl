#!/usr/bin/perl
# program.pl PORT SHAPE [BYTES]: a small HTTP/1.1 server. GET /a does what the shape says, every other path keeps nothing.
use strict;
use warnings;
use IO::Select;
use IO::Socket::INET;
use Socket qw(IPPROTO_TCP TCP_NODELAY);

my ($port, $shape, $each) = @ARGV;
$each //= 4096;
my (@kept, %cache);
my ($count, $served) = (0, 0);
my $recycles = $shape =~ /^recycle/;
$SIG{PIPE} = 'IGNORE';

sub act {
    my $n = ++$count;
    my $garbage = 'x' x 20_000;
    if ($shape eq 'linear' || $recycles) { push @kept, 'x' x $each . $n }
    elsif ($shape eq 'cycle') { my $one = { text => 'x' x 4096 . $n }; $one->{self} = $one }
    elsif ($shape eq 'rare') { push @kept, 'x' x 204_800 . $n if $n % 50 == 0 }
    elsif ($shape eq 'hidden') { push @kept, 'x' x 4096 . $n; $cache{$n} = 'x' x 8192 . $n if $n <= 4000 }
    elsif ($shape eq 'pool') { push @kept, 'x' x 1_048_576 . $n if $n % 50 == 0 && @kept < 32 }
    elsif ($shape eq 'sawtooth') { push @kept, 'x' x 8192 . $n; @kept = () if @kept == 2000 }
    elsif ($shape eq 'descriptors') { if ($n % 50 == 0) { open my $file, '<', '/dev/null' or die $!; push @kept, $file } }
    elsif ($shape eq 'children') {
        if ($n % 200 == 0 && !(fork // die $!)) { exec 'sleep', '100000' or exit 1 }
    }
    return;
}

my $server = IO::Socket::INET->new(LocalAddr => '127.0.0.1', LocalPort => $port, Listen => 128, ReuseAddr => 1) or die "listen: $!";

# A worker for 2000 requests at a time; the master that leaks keeps ten pipes for each.
my @pipes;
while ($recycles) {
    @pipes = () if $shape ne 'recycle-leak';
    for (1 .. 10) { pipe my $reader, my $writer or die $!; push @pipes, $reader, $writer }
    my $worker = fork // die $!;
    last if !$worker;
    waitpid $worker, 0;
}
@pipes = ();

my $select = IO::Select->new($server);
my %read;
while (1) {
    my $retires = $recycles && $served >= 2000;
    if ($retires) {
        $select->remove($server);
        exit 0 if !$select->count;
    }
    for my $ready ($select->can_read) {
        if ($ready == $server) {
            my $client = $server->accept or next;
            setsockopt $client, IPPROTO_TCP, TCP_NODELAY, 1;
            $select->add($client);
            $read{$client} = '';
            next;
        }
        if (!sysread $ready, $read{$ready}, 8192, length $read{$ready}) {
            delete $read{$ready};
            $select->remove($ready);
            close $ready;
            next;
        }
        my $closes = '';
        while ($read{$ready} =~ s/\A(.*?)\r\n\r\n//s) {
            $served++;
            act() if index($1, 'GET /a ') == 0;
            $closes = $retires ? "Connection: close\r\n" : '';
            syswrite $ready, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n$closes\r\nok";
        }
        if ($closes) {
            delete $read{$ready};
            $select->remove($ready);
            close $ready;
        }
    }
}
