# Harvests a catalogue as other platforms do, with a harvester that is not ours: one line a record.
#   harvest.pl BASE-URL PREFIX
use strict;
use warnings;
use HTTP::OAI;

binmode STDOUT, ':encoding(UTF-8)';
my ($base, $prefix) = @ARGV;
my $harvester = HTTP::OAI::Harvester->new(baseURL => $base, resume => 1);
my $formats = $harvester->ListMetadataFormats;
die $formats->message unless $formats->is_success;
die "no $prefix" unless grep { $_->metadataPrefix eq $prefix } $formats->metadataFormat;
my $records = $harvester->ListRecords(metadataPrefix => $prefix);
while (my $record = $records->next) {
  my $title = $record->is_deleted ? undef : $record->metadata->dom->findvalue('//*[local-name()="title" or local-name()="name"][1]');
  print join("\t", $record->identifier, $title // '(deleted)'), "\n";
}
die $records->message unless $records->is_success;
